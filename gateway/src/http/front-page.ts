import { createHash } from 'node:crypto';

const style =
  'body{max-width:44rem;margin:3rem auto;padding:0 1rem;font:1.0625rem/1.6 system-ui,sans-serif}pre{overflow-x:auto;padding:1rem;border:1px solid}';
const styleHash = createHash('sha256').update(style).digest('base64');

/** The page at the root: what this is and how to ask; it loads nothing, from here or elsewhere. */
export const frontPage = {
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  },
  body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Rotunda: one graph over postal, defence and health</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Rotunda</h1>
<p>One GraphQL graph over three agencies: postal relief orders, defence situational data and health records.
Every agency decides what it shows to whom. All data of a demonstration is synthetic or in the public domain.</p>
<h2>Ask</h2>
<p>Send a query to <a href="/graphql?query=%7B__typename%7D"><code>/graphql</code></a> by POST as JSON. This one needs no token:</p>
<pre><code>curl http://localhost:4000/graphql \\
  -H 'content-type: application/json' \\
  -d '{"query":"{ region(fips: \\"11001\\") { fips name } }"}'</code></pre>
<p>With an access token, send <code>authorization: Bearer &lt;token&gt;</code>. A field that the token does not cover comes back
as <code>null</code>, with an error that says what is missing.</p>
<h2>Read</h2>
<ul>
<li><a href="/api.graphql">The contract</a>: every type and field, described</li>
</ul>
</main>
</body>
</html>
`,
};
