// The handlers behind a click on Approve and behind the probes, as an HTTP server that can be killed: the web server without its pages: `main.ts PORT`.
import { createServer } from 'node:http';
import { GET as livez } from '#app/api/livez/route.ts';
import { GET as readyz } from '#app/api/readyz/route.ts';
import { AppError } from '#lib/domain/error.ts';
import { approve } from './approve.ts';

const server = createServer(async ({ url = '' }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname === '/approve') {
    const [admin, number] = [searchParams.get('admin') ?? '', Number(searchParams.get('number'))];
    response.end(await approve(admin, number).then(() => 'done', codeOf));
    return;
  }
  const answer = await (pathname === '/api/readyz' ? readyz() : livez());
  response.writeHead(answer.status).end(await answer.text());
});
server.listen(Number(process.argv[2]), '127.0.0.1');

function codeOf(error: unknown): string {
  return error instanceof AppError ? error.code : String(error);
}
