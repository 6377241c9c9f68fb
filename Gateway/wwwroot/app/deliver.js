import { $, say } from './dom.js';
import { onLanguage, t } from './i18n.js';

/** Some browsers begin to read what they download only after the click. */
const KEPT_FOR_DOWNLOAD_MS = 10_000;
const COPIED_FOR_MS = 2000;

/** How a finished prompt leaves the page: copied, as a file, shared, on paper. @param {() => string} text */
export function deliver(text) {
  $('copy').addEventListener('click', async () => {
    const copied = await toClipboard(text());
    if (copied) $('copy').textContent = t('copy.done');
    say('status', t(copied ? 'copy.told' : 'copy.selected'));
    setTimeout(named, COPIED_FOR_MS);
  });
  const named = () => { $('copy').textContent = t('copy.copy'); };
  onLanguage(named);
  named();

  $('download').addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text()], { type: 'text/markdown;charset=utf-8' }));
    link.download = 'prompt.md';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), KEPT_FOR_DOWNLOAD_MS);
  });

  $('share').hidden = !navigator.share;
  $('share').addEventListener('click', () => navigator.share(shareable(text())).catch(error => {
    // Closed without choosing anything.
    if (!(error instanceof DOMException)) throw error;
  }));

  $('print').addEventListener('click', () => print());
}

/** As a file of the kinds that this browser lets be shared, else as text. @param {string} text @returns {ShareData} */
function shareable(text) {
  const files = [['prompt.md', 'text/markdown'], ['prompt.txt', 'text/plain']].map(([name, type]) => new File([text], name, { type }));
  const file = files.find(file => navigator.canShare?.({ files: [file] }));
  return file ? { files: [file] } : { text };
}

/** @param {string} text @returns {Promise<boolean>} */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Kept from pages on plain http, or forbidden by the user: the older way, by a field that holds the text as it is written.
    const field = Object.assign(document.createElement('textarea'), { value: text, readOnly: true, className: 'hidden-words' });
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    document.body.append(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    focused?.focus();
    if (!copied) getSelection()?.selectAllChildren($('result'));
    return copied;
  }
}
