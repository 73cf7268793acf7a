import { sha256 } from '@noble/hashes/sha2.js';
import { renderAgreement, type RenderOptions } from './agreement-html';
import type { AgreementReport } from './agreement-report';
import { agreementStyle } from './agreement-style';
import { Markup, markup } from './markup';

/**
 * The report as a file of its own: no script, nothing loaded from anywhere, and a policy that forbids both whatever names the
 * study may contain.
 */
export function renderAgreementPage(report: AgreementReport, { version }: RenderOptions): string {
  // A page’s style is taken by its hash, so that no other can be smuggled in.
  const policy = `default-src 'none'; style-src 'sha256-${toBase64(sha256(bytesOf(agreementStyle)))}'; base-uri 'none'; form-action 'none'`;
  const page = markup`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="generator" content="Verbatim ${version}">
  <title>Agreement: ${report.title}</title>
  <style>${new Markup(agreementStyle)}</style>
</head>
<body>
  <main>${renderAgreement(report, { version })}</main>
</body>
</html>
`;
  return page.text;
}

/** The style is ASCII, so that its characters are its bytes. */
function bytesOf(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    for (let k = 0; k < 4; k++)
      text += i + k > bytes.length ? '=' : (digits[(bits >> (18 - 6 * k)) & 63] ?? '');
  }
  return text;
}
