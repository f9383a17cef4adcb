/** The process answers; it says nothing about what it depends on. */
export function GET(): Response {
  return new Response('ok\n');
}

export const dynamic = 'force-dynamic';
