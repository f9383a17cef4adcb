import type { Page } from '@playwright/test';
import { theRun } from '../fixtures/run.ts';

/** Writes down every sign that something other than the portal's own code acted on the page. */
export async function watchForXss(page: Page): Promise<string[]> {
  const signs: string[] = [];
  const own = new URL(theRun().web).origin;
  page.on('dialog', (dialog) => {
    signs.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', ({ message }) => signs.push(`page error ${message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') signs.push(`console ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (pathname === '/api/csp-report') signs.push(`policy report ${request.postData()}`);
    if (origin !== own && origin !== 'null') signs.push(`request to ${request.url()}`);
  });
  await page.exposeFunction('tellOfXss', (sign: string) => signs.push(sign));
  await page.addInitScript(() =>
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const { tellOfXss } = window as unknown as { tellOfXss: (sign: string) => void };
      tellOfXss(`policy ${violatedDirective} stopped ${blockedURI}`);
    }),
  );
  return signs;
}

/** Elements that only a payload could have made. */
export function elementsOfPayloads(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const foreign =
      '[data-xss], iframe, object, embed, base, meta[http-equiv], a[href^="javascript:" i], a[href^="data:" i]:not([download])';
    const isMade = (element: Element) =>
      element.matches(foreign) || element.getAttributeNames().some((name) => /^on/i.test(name));
    return [...document.querySelectorAll('*')].filter(isMade).map(({ outerHTML }) => outerHTML.slice(0, 200));
  });
}

/** All text that a person can read on the page: its title, its text as it is in the document, and what fields hold. */
export function readableText(page: Page): Promise<string> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [document.title, '\n'];
    while (walker.nextNode()) {
      const { parentElement, nodeValue } = walker.currentNode;
      if (!parentElement?.closest('script, style, template, noscript')) texts.push(nodeValue ?? '');
    }
    for (const field of document.querySelectorAll<HTMLInputElement>('input, textarea'))
      texts.push('\n', field.value);
    return texts.join('');
  });
}
