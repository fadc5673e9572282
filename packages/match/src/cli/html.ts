/** Text that is safe inside HTML. */
export interface Html {
  readonly html: string;
}

/**
 * Builds HTML from a template; every value is escaped unless it is HTML itself. Lists are joined.
 *
 * @example
 * html`<p>${'<script>'}</p>`.html; // '<p>&lt;script&gt;</p>'
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { html: parts.reduce((text, part, at) => text + part + (at < values.length ? toHtml(values[at]) : ''), '') };
}

/** What a template takes. */
export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

function toHtml(value: HtmlValue): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value));
  if ('html' in value) return value.html;
  return value.map(toHtml).join('');
}

/** HTML that is known to be safe. */
export function trustHtml(text: string): Html {
  return { html: text };
}

/** Replaces the characters that mean something in HTML. */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
