<?php
// The router of PHP's own web server: POST /<service>/11 and /12 call a service in SOAP 1.1 and 1.2; GET /last tells, as JSON,
// what was decoded from the last request, GET /version what decodes it.

const SERVICES = [
    'orders' => ['Orders', 'urn:interop:orders'],
    'totals' => ['Totals', 'urn:interop:totals'],
    'stock' => ['Stock', 'urn:interop:stock'],
    'found' => ['Found', 'urn:interop:stock'],
];

[, $name, $version] = explode('/', parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) . '/');
$last = getenv('INTEROP_LAST');
if ($name === 'version') {
    echo 'PHP ', PHP_VERSION, ' SoapServer';
    return;
}
if ($name === 'last') {
    if (is_file($last)) {
        readfile($last);
        unlink($last);
    }
    return;
}

require __DIR__ . '/service.php';
require __DIR__ . "/$name.php";
[$class, $namespace] = SERVICES[$name];
// Of overloads PHP knows the first in a WSDL; without one it goes by the types that values say.
$server = new SoapServer($name === 'found' ? null : getenv('INTEROP_WSDL') . "/$name.wsdl", [
    'uri' => $namespace,
    'soap_version' => $version === '12' ? SOAP_1_2 : SOAP_1_1,
    'features' => SOAP_SINGLE_ELEMENT_ARRAYS,
    'classmap' => ['RushOrder' => 'RushOrder', 'Item' => 'Item', 'DatedItem' => 'DatedItem'],
    'cache_wsdl' => WSDL_CACHE_NONE,
    'send_errors' => true,
]);
$server->setObject(new $class($server, $namespace, $last));
$server->handle();
