import { XMLParser, XMLValidator } from 'fast-xml-parser';

export interface XmlElement {
  /** Without its namespace prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Own text, trimmed. */
  readonly text: string;
}

export interface XmlFault {
  readonly fault: string;
  /** 1-based; undefined where the reader cannot tell. */
  readonly line: number | undefined;
}

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
});

type ParsedNode = Readonly<Record<string, unknown>>;

function elementOf(node: ParsedNode): XmlElement | undefined {
  const name = Object.keys(node).find((key) => key !== ':@' && key !== '#text' && !key.startsWith('?'));
  if (name === undefined) {
    return undefined;
  }
  const content = node[name] as readonly ParsedNode[];
  return {
    name,
    attributes: (node[':@'] ?? {}) as Readonly<Record<string, string>>,
    children: content.flatMap((child) => elementOf(child) ?? []),
    text: content.map((child) => (typeof child['#text'] === 'string' ? child['#text'] : '')).join(''),
  };
}

/** The root element of a document. Refuses what is not well formed, and documents with a DOCTYPE, which may define entities without end. */
export function parseXml(text: string): XmlElement | XmlFault {
  if (text.includes('<!DOCTYPE')) {
    return { fault: 'The document has a DOCTYPE.', line: undefined };
  }
  try {
    const valid = XMLValidator.validate(text);
    if (valid !== true) {
      return { fault: 'The document is not well-formed XML.', line: valid.err.line };
    }
    const roots = parser.parse(text) as readonly ParsedNode[];
    const root = roots.flatMap((node) => elementOf(node) ?? [])[0];
    return root ?? { fault: 'The document has no element.', line: undefined };
  } catch {
    // The parser throws for what it finds beyond the grammar, such as nesting without end.
    return { fault: 'The document cannot be read as XML.', line: undefined };
  }
}

/** Whether the document was refused. */
export function isXmlFault(parsed: XmlElement | XmlFault): parsed is XmlFault {
  return 'fault' in parsed;
}

/** The element reached by the names, each time the first child of that name. */
export function elementAt(element: XmlElement, ...names: readonly string[]): XmlElement | undefined {
  return names.reduce<XmlElement | undefined>(
    (reached, name) => reached?.children.find((child) => child.name === name),
    element,
  );
}

/** The text of the element reached by the names; undefined where it is missing or empty. */
export function textAt(element: XmlElement, ...names: readonly string[]): string | undefined {
  return elementAt(element, ...names)?.text || undefined;
}

/** All elements of a name within the element, in document order; what lies within a found one is not searched. */
export function elementsNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => (child.name === name ? [child] : elementsNamed(child, name)));
}
