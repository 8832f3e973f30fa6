<?php

// A Service records what PHP decoded and answers header blocks; its methods are operations.
abstract class Service
{
    private array $headers = [];

    public function __construct(private SoapServer $server, private string $namespace, private string $last)
    {
    }

    // keep records an operation and what its arguments were decoded to.
    protected function keep(string $operation, $arguments): void
    {
        $seen = ['operation' => $operation, 'arguments' => (object) printable($arguments)];
        if ($this->headers) {
            $seen['headers'] = $this->headers;
        }
        $flags = JSON_PRESERVE_ZERO_FRACTION | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR;
        file_put_contents($this->last, json_encode($seen, $flags));
    }

    // session is called for the header block of that name, and answers with one; a turn below zero is a fault with one.
    public function session($session): ?SoapFault
    {
        $this->headers['session'] = printable($session);
        if ($session->turn < 0) {
            $this->keep('session', []);
            $expired = new SoapHeader($this->namespace, 'expired', ['since' => '2026-05-17']);
            return new SoapFault('Client', 'the session has expired', null, null, null, $expired);
        }
        $answer = ['user' => $session->user, 'turn' => $session->turn + 1];
        $this->server->addSoapHeader(new SoapHeader($this->namespace, 'session', $answer));
        return null;
    }
}

// printable tells classes and bytes apart from maps and texts.
function printable($v)
{
    if (is_object($v)) {
        $class = get_class($v);
        $v = array_map('printable', get_object_vars($v));
        return $class === 'stdClass' ? (object) $v : (object) (['.class' => $class] + $v);
    }
    if (is_array($v)) {
        return array_map('printable', $v);
    }
    return is_string($v) && !preg_match('//u', $v) ? 'bytes ' . bin2hex($v) : $v;
}
