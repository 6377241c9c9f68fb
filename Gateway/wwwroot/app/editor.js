import { $ } from './dom.js';

/** The user's own hand at a prompt. @param {() => string} text @param {(text: string) => void} keep takes what they made of it */
export function editor(text, keep) {
  const field = $('edit-text');

  /** @param {boolean} open */
  const toggle = open => {
    $('output').toggleAttribute('data-editing', open);
    $('editing').hidden = !open;
    $('result').hidden = open;
    if (open) field.focus();
  };
  const close = () => {
    toggle(false);
    $('edit').focus();
  };
  const save = () => {
    const changed = field.value !== text() && field.value.trim() !== '';
    close();
    if (changed) keep(field.value);
  };

  $('edit').addEventListener('click', () => {
    field.value = text();
    toggle(true);
    field.setSelectionRange(0, 0);
    field.scrollTop = 0;
  });
  $('save').addEventListener('click', save);
  $('drop').addEventListener('click', close);
  field.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
    else if (event.key === 'Escape') close();
  });
  return { leave: () => { if (!$('editing').hidden) toggle(false); } };
}
