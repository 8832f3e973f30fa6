'use strict';
// Plays orders.wsdl with node-soap. GET /last tells, as JSON, what was decoded from the last request.
const fs = require('fs');
const http = require('http');
const soap = require('soap');
const { version } = require('soap/package.json');

let last = '';

// keep records an operation, and what its arguments and header blocks were decoded to.
function keep(operation, args, headers) {
  last = JSON.stringify({ operation, arguments: args || {}, headers: headers || undefined });
}

// fail throws a fault in the words of a version of SOAP.
function fail(v12, sender, reason, detail) {
  if (v12) {
    throw { Fault: { Code: { Value: sender ? 'soap:Sender' : 'soap:Receiver' }, Reason: { Text: reason }, Detail: detail } };
  }
  throw { Fault: { faultcode: sender ? 'soap:Client' : 'soap:Server', faultstring: reason, detail } };
}

const xmlns = 'xmlns="urn:interop:orders"';

function orders(v12) {
  return {
    add(args) {
      keep('add', args);
      return { sum: args.a + (args.b || 0) };
    },
    words(args) {
      keep('words', args);
      return { word: [...((args || {}).word || [])].reverse() };
    },
    pay(args) {
      keep('pay', args);
      return { receipt: args.card ? `card ${args.card}` : `cash ${args.cash}` };
    },
    ping(args) {
      keep('ping', args);
      return {};
    },
    cancel(args) {
      keep('cancel', args);
      switch (args.number) {
        case 404:
          return fail(v12, false, 'no such order', { $xml: `<unknownOrder ${xmlns}><number>404</number></unknownOrder>` });
        case 410:
          return fail(v12, false, 'too late', { $xml: `<tooLate ${xmlns}><since>2026-05-17</since><who>a</who><who>b</who></tooLate>` });
        case 500:
          return fail(v12, true, 'out of <order> & hope');
      }
      return { done: true };
    },
    enter(args, callback, headers) {
      const { user, turn } = headers.session;
      keep('enter', args, { session: { user, turn } });
      return { text: args.text };
    },
    tell(args) {
      keep('tell', args);
      return {};
    },
  };
}

const server = http.createServer((req, res) => {
  if (req.url === '/version') {
    res.end(`Node ${process.versions.node}, node-soap ${version}`);
  } else if (req.url === '/last') {
    res.end(last);
    last = '';
  } else {
    res.statusCode = 404;
    res.end();
  }
});

const xml = fs.readFileSync(`${process.env.INTEROP_WSDL}/orders.wsdl`, 'utf8');
for (const v of ['11', '12']) {
  const s = soap.listen(server, {
    path: `/orders/${v}`,
    services: { Orders: { [`Orders${v}`]: orders(v === '12') } },
    xml,
    forceSoap12Headers: v === '12',
    oneWay: { emptyBody: true, responseCode: 202 },
  });
  s.addSoapHeader((operation, args, headers) => {
    if (operation !== 'enter') {
      return '';
    }
    const { user, turn } = headers.session;
    return `<session ${xmlns}><user>${user}</user><turn>${Number(turn) + 1}</turn></session>`;
  });
}
server.listen(Number(process.env.INTEROP_PORT), '127.0.0.1');
