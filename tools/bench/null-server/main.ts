// Answers every request with the same object: what is left is the way there and back. Arguments: certificate, key.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';

const [certFile = '', keyFile = ''] = process.argv.slice(2);
const answer = Buffer.from(
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'null', uid: '0', resourceVersion: '1' },
    spec: {
      limits: Array.from({ length: 10 }, (_, index) => ({ type: 'Container', index, text: 'x'.repeat(60) })),
    },
  }),
);
let handshakes = 0;

const server = createServer(
  { cert: readFileSync(certFile), key: readFileSync(keyFile) },
  (incoming, outgoing) => {
    incoming.resume();
    incoming.once('end', () => {
      outgoing.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
      outgoing.end(incoming.url === '/handshakes' ? String(handshakes).padStart(answer.length) : answer);
    });
  },
);
// Idle connections stay, as those of an API server do.
server.keepAliveTimeout = 0;
server.on('secureConnection', () => {
  handshakes += 1;
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) console.log(address.port);
});
