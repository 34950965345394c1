import { hoursOld, staleAfterHours } from '../contract/freshness.ts';

// A page built long ago cannot know its age; the reader's clock can. The notice is in every page, hidden until then.
for (const notice of document.querySelectorAll<HTMLElement>('[data-through]')) {
  const hours = hoursOld(notice.dataset['through'] ?? '', new Date());
  const days = notice.querySelector('[data-days]');
  if (days !== null) days.textContent = String(Math.floor(hours / 24));
  notice.hidden = hours <= staleAfterHours;
}
