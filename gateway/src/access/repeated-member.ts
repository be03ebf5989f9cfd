/**
 * The name that an object within the header or the claims of a verified JWT has twice, if there is one: two readers of such a token may take
 * it to say different things. Source: RFC 7515, section 4, and RFC 7519, section 4, of which the gateway takes the stricter choice.
 */
export function repeatedMemberOf(token: string): string | undefined {
  const [header = '', claims = ''] = token.split('.');
  return findRepeatedMember(textOf(header)) ?? findRepeatedMember(textOf(claims));
}

function textOf(part: string): string {
  return Buffer.from(part, 'base64url').toString();
}

const stringsAndMarks = /"(?:[^"\\]|\\.)*"(?<isName>\s*:)?|[{}]/g;

/** The name that an object anywhere in valid JSON has twice, escapes resolved. */
export function findRepeatedMember(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [text, isName] of json.matchAll(stringsAndMarks)) {
    if (text === '{') open.push(new Set());
    else if (text === '}') open.pop();
    else if (isName !== undefined) {
      const name = String(JSON.parse(text.slice(0, -isName.length)));
      const names = open.at(-1);
      if (names?.has(name)) return name;
      names?.add(name);
    }
  }
  return undefined;
}
