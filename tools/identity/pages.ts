import type { LocalAccount } from './accounts.ts';

const style = `
:root { color-scheme: light dark; --line: light-dark(#d5d9df, #3a404a); --quiet: light-dark(#555d6b, #a3abb8); --accent: light-dark(#1f4fa3, #8ab4f8); }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; background: light-dark(#f6f7f9, #14171c); color: light-dark(#1b1f26, #e6e9ee); }
main { max-width: 26rem; margin: 8vh auto; padding: 0 1rem; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 .25rem; }
p { margin: .25rem 0 1rem; } .quiet { color: var(--quiet); font-size: .875rem; }
label { display: block; margin: .75rem 0 .25rem; font-weight: 500; }
input { width: 100%; padding: .5rem .625rem; font: inherit; color: inherit; background: light-dark(#fff, #1b1f26); border: 1px solid light-dark(#868e9c, #6b7482); border-radius: 6px; }
button { margin-top: 1rem; padding: .5rem .875rem; font: inherit; font-weight: 500; border: 1px solid var(--accent); border-radius: 6px; background: var(--accent); color: light-dark(#fff, #10151d); cursor: pointer; }
button.other { background: transparent; color: inherit; border-color: light-dark(#868e9c, #6b7482); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
[role=alert] { padding: .5rem .75rem; border: 1px solid light-dark(#b3261e, #f2b8b5); border-radius: 6px; color: light-dark(#8c1d18, #f2b8b5); }
table { width: 100%; border-collapse: collapse; font-size: .875rem; } td { padding: .25rem 0; border-top: 1px solid var(--line); } td + td { text-align: right; color: var(--quiet); }
`;

/** The sign-in form; `failed` after a wrong e-mail or password. */
export function signInPage(uid: string, accounts: LocalAccount[], email: string, failed: boolean): string {
  const rows = accounts.map(({ email: address, role, team }) => {
    const what = team ? `${role} of ${team}` : role;
    return `<tr><td>${escapeHtml(address)}</td><td>${escapeHtml(what)}</td></tr>`;
  });
  const options = accounts.map((account) => `<option value="${escapeHtml(account.email)}"></option>`);
  return page(
    'Sign in',
    `<h1>Sign in to Bailiwick</h1>
    <p class="quiet">This is the local identity provider. It knows only the accounts below and is not for production.</p>
    ${failed ? '<p role="alert">The e-mail or the password is wrong.</p>' : ''}
    <form method="post" action="/interaction/${escapeHtml(uid)}">
      <label for="email">E-mail</label>
      <input id="email" name="email" type="email" list="accounts" autocomplete="username" required autofocus value="${escapeHtml(email)}">
      <datalist id="accounts">${options.join('')}</datalist>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required>
      <button type="submit">Sign in</button>
    </form>
    <h2 class="quiet">Accounts of this stack (password: bailiwick)</h2>
    <table><tbody>${rows.join('')}</tbody></table>`,
  );
}

/** Asks before ending the session at the identity provider. */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `<h1>Sign out of the local identity provider?</h1>
    <p class="quiet">You are signed out of Bailiwick already. Sign out here as well to use another account.</p>
    ${form}
    <button autofocus type="submit" form="op.logoutForm" value="yes" name="logout">Sign out</button>
    <button class="other" type="submit" form="op.logoutForm">Stay signed in</button>`,
  );
}

/** A plain message of the local identity provider. */
export function messagePage(title: string, text: string): string {
  return page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – local identity provider</title><style>${style}</style></head>
<body><main>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
  const marks: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}
