<?php

// An Item is a class of its own, so that PHP knows one instance when it writes it twice.
class Item
{
    public $code;
    public $count;
    public $note;
}

class DatedItem extends Item
{
    public $due;
}

// Stock plays stock.wsdl: rpc style in SOAP encoding.
class Stock extends Service
{
    public function scalars($text, $whole, $flag, $exact)
    {
        $this->keep('scalars', compact('text', 'whole', 'flag', 'exact'));
        return implode(' ', [$text, $whole, $flag ? 'true' : 'false', $exact]);
    }

    public function kinds($kinds)
    {
        $this->keep('kinds', compact('kinds'));
        return $kinds;
    }

    public function strings($list)
    {
        $this->keep('strings', compact('list'));
        return array_reverse($list);
    }

    public function ints($list)
    {
        $this->keep('ints', compact('list'));
        return array_reverse($list);
    }

    public function items($list)
    {
        $this->keep('items', compact('list'));
        return array_reverse($list);
    }

    public function matrix($rows)
    {
        $this->keep('matrix', compact('rows'));
        return array_reverse($rows);
    }

    public function shelf($shelf)
    {
        $this->keep('shelf', compact('shelf'));
        return $shelf;
    }

    public function item($item)
    {
        $this->keep('item', compact('item'));
        return $item;
    }

    public function pair($pair)
    {
        $this->keep('pair', compact('pair'));
        return ['left' => $pair->right, 'right' => $pair->left];
    }

    // twice answers with one instance in two places: it is written once, the second place refers to it.
    public function twice($item)
    {
        $this->keep('twice', compact('item'));
        return ['left' => $item, 'right' => $item];
    }

    // repeat does so among the items of an array.
    public function repeat($item)
    {
        $this->keep('repeat', compact('item'));
        return [$item, $item, $item];
    }

    public function split($text)
    {
        $this->keep('split', compact('text'));
        [$whole, $rest] = explode(' ', $text, 2);
        return ['whole' => (int) $whole, 'rest' => $rest];
    }

    public function ping()
    {
        $this->keep('ping', []);
    }

    public function take($item)
    {
        $this->keep('take', compact('item'));
        if ($item->count <= 10) {
            return "took $item->count of $item->code";
        }
        throw new SoapFault('Server', 'not enough', null, ['code' => $item->code, 'missing' => $item->count - 10], 'shortage');
    }

    public function enter($text)
    {
        $this->keep('enter', compact('text'));
        return $text;
    }

    public function tell($text)
    {
        $this->keep('tell', compact('text'));
    }
}
