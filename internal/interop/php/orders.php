<?php

// The type of that name extends another.
class RushOrder
{
}

// Orders plays orders.wsdl: document style, where an operation takes and gives one object, or one value when it is bare.
class Orders extends Service
{
    public function kinds($request)
    {
        $this->keep('kinds', $request);
        return $request;
    }

    public function place($request)
    {
        $this->keep('place', $request);
        return $request;
    }

    public function add($request)
    {
        $this->keep('add', $request);
        return ['sum' => $request->a + ($request->b ?? 0)];
    }

    public function words($request)
    {
        $this->keep('words', $request);
        return ['word' => array_reverse($request->word ?? [])];
    }

    public function pay($request)
    {
        $this->keep('pay', $request);
        return ['receipt' => isset($request->card) ? "card $request->card" : "cash $request->cash"];
    }

    public function ping($request)
    {
        $this->keep('ping', $request);
        return [];
    }

    public function cancel($request)
    {
        $this->keep('cancel', $request);
        switch ($request->number) {
            case 404:
                throw new SoapFault('Server', 'no such order', null, ['number' => 404], 'unknownOrder');
            case 410:
                throw new SoapFault('Server', 'too late', null, ['since' => '2026-05-17', 'who' => ['a', 'b']], 'tooLate');
            case 500:
                throw new SoapFault('Client', 'out of <order> & hope');
        }
        return ['done' => true];
    }

    public function enter($request)
    {
        $this->keep('enter', $request);
        return $request;
    }

    // find is overloaded: PHP calls it for both messages.
    public function find($request)
    {
        $this->keep('find', $request);
        if (isset($request->code)) {
            return ['line' => [['code' => $request->code, 'count' => 1]]];
        }
        return ['line' => [['code' => 'least', 'count' => $request->least], ['code' => 'most', 'count' => $request->most]]];
    }

    public function weigh($weight)
    {
        $this->keep('weigh', ['body' => $weight]);
        return ['code' => 'scales', 'count' => 1, 'price' => $weight];
    }

    public function amend($order)
    {
        $this->keep('amend', ['body' => $order]);
        return $order;
    }

    public function tell($request)
    {
        $this->keep('tell', $request);
    }
}
