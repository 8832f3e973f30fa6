<?php

// Totals plays totals.wsdl: rpc style, where an operation takes a value for each part.
class Totals extends Service
{
    public function add($a, $b)
    {
        $this->keep('add', compact('a', 'b'));
        return $a + $b;
    }

    public function price($basket, $discount)
    {
        $this->keep('price', compact('basket', 'discount'));
        if (empty($basket->line)) {
            throw new SoapFault('Server', 'nothing to price', null, ['reason' => 'empty'], 'emptyBasket');
        }
        $sum = 0;
        foreach ($basket->line as $line) {
            $sum += $line->count * $line->price;
        }
        return ['basket' => $basket, 'total' => number_format($sum - $discount, 2, '.', '')];
    }

    public function mixed($text, $flag, $day, $colour)
    {
        $this->keep('mixed', compact('text', 'flag', 'day', 'colour'));
        return implode(' ', [$text, $flag ? 'true' : 'false', $day, $colour]);
    }

    public function enter($text)
    {
        $this->keep('enter', compact('text'));
        return $text;
    }

    public function ping()
    {
        $this->keep('ping', []);
    }

    public function tell($text)
    {
        $this->keep('tell', compact('text'));
    }
}
