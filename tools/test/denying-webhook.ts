import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from './make-certificate.ts';

/** An admission webhook of somebody else, as the API server calls it. */
export interface DenyingWebhook {
  /** How the API server finds it and knows it. */
  clientConfig: { url: string; caBundle: string };
  close: () => Promise<void>;
}

interface Review {
  request: { uid: string; object: { metadata: { annotations?: Record<string, string> } } };
}

// By it an object says how it wants to be refused: with these words, with none, or with no answer that makes sense.
const saysAnnotation = 'acme.example/says';

/** Listens on loopback with a certificate of its own, and refuses everything. */
export async function startDenyingWebhook(): Promise<DenyingWebhook> {
  const { cert, key } = makeCertificate('webhook', new Date(Date.now() + 86_400_000), '127.0.0.1');
  const server = createServer({ cert, key }, async (request, response) => {
    const body: Buffer[] = [];
    for await (const piece of request) body.push(piece as Buffer);
    const { uid, object } = (JSON.parse(Buffer.concat(body).toString('utf8')) as Review).request;
    const words = object.metadata.annotations?.[saysAnnotation] ?? 'none';
    if (words === 'nonsense') {
      response.writeHead(500).end('boom');
      return;
    }
    const status = words === 'none' ? undefined : { code: 403, message: words };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        ...{ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' },
        response: { uid, allowed: false, status },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    clientConfig: { url: `https://127.0.0.1:${port}/deny`, caBundle: Buffer.from(cert).toString('base64') },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
