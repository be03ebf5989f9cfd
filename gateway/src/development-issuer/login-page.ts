import { createHash } from 'node:crypto';
import type { Persona } from '@rotunda/platform/personas';

const style =
  'body{max-width:40rem;margin:3rem auto;padding:0 1rem;font:1.0625rem/1.6 system-ui,sans-serif}button{font:inherit;width:100%;text-align:left;margin:.25rem 0;padding:.75rem 1rem}';
const styleHash = createHash('sha256').update(style).digest('base64');

/** Headers of the page on which one chooses a persona: it runs no script and cannot be framed. */
export const loginPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; frame-ancestors 'none'`,
};

/** The page on which one chooses a persona, without a password: there is nobody to protect. */
export function writeLoginPage(personas: readonly Persona[]): string {
  const choices = personas.map(
    ({ name, title }) => `<button name="persona" value="${escape(name)}">${escape(title)}</button>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rotunda: who asks?</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Who asks?</h1>
<p>This login is for development: nobody here is real, and anybody may be any of them.</p>
<form method="post">
${choices.join('\n')}
</form>
</main>
</body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
