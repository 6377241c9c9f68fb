import { $ } from './dom.js';
import { number } from './i18n.js';

/** How far the generation in the panel is: in the bar, and in the title for whoever looks at another tab. @param {number | undefined} progress percent */
export function drawProgress(progress) {
  const percent = progress === undefined || progress === 100 ? '' : number(progress / 100, { style: 'percent' });
  $('progress').setAttribute('aria-valuenow', `${progress ?? 0}`);
  $('fill').style.transform = `scaleX(${(progress ?? 0) / 100})`;
  $('percent').textContent = percent;
  document.title = percent === '' ? 'PromptGen' : `${percent} · PromptGen`;
}
