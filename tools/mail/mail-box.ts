import { createServer, type Server } from 'node:http';
import type { SunkMail } from './mail-sink.ts';

/** Shows the mails of a sink on the loopback address: as a page, and as JSON under /mails.json. */
export async function serveMailBox(port: number, mails: readonly SunkMail[]): Promise<Server> {
  const server = createServer((request, response) => {
    const newestFirst = mails.toReversed();
    const isJson = request.url === '/mails.json';
    const type = isJson ? 'application/json' : 'text/html; charset=utf-8';
    response.writeHead(200, {
      'content-type': type,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    });
    response.end(isJson ? JSON.stringify(newestFirst) : page(newestFirst));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

const style = `
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 15px/1.5 system-ui, sans-serif; }
article { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid light-dark(#d5d9df, #3a404a); border-radius: 8px; }
h2 { margin: 0; font-size: 1rem; } p { margin: 0; color: light-dark(#555d6b, #a3abb8); }
pre { margin: .5rem 0 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }`;

function page(mails: readonly SunkMail[]): string {
  const articles = mails.map(
    ({ headers, to, at, text }) => `<article><h2>${escapeHtml(headers.subject ?? '')}</h2>
      <p>To ${escapeHtml(to.join(', '))}, ${at.toISOString()}</p><pre>${escapeHtml(text)}</pre></article>`,
  );
  const list = articles.length === 0 ? '<p>No mail was sent yet.</p>' : articles.join('');
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mails of Bailiwick</title><style>${style}</style>
    <h1>Mails of the local stack</h1><p>The newest first. Nothing leaves this machine.</p>${list}</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
