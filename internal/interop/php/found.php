<?php

// Found plays the overloads of stock.wsdl, which go by what they are given.
class Found extends Service
{
    public function find(...$given)
    {
        $this->keep('find', ['given' => $given]);
        return is_string($given[0]) ? "found $given[0]" : $given[1] - $given[0];
    }
}
