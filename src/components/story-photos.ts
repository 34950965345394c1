import type { Translate } from '../i18n/translate.ts';
import { requestPhotos } from './request-photos.ts';
import type { Story } from './story.ts';
import { element } from './element.ts';

/** The pictures of a request, offered; nothing where it has none. */
export function photoSection({ request, photos, photosFailed }: Story, t: Translate): HTMLElement[] {
  if (photos === null && !photosFailed) return [];
  const content =
    photos === null ? element('p', '', t('request.photos.failed')) : requestPhotos(request, photos);
  return [element('section', 'block', element('h2', '', t('request.photos.title')), content)];
}
