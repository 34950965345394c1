import pLimit from 'p-limit';
import * as v from 'valibot';
import { ServiceError } from '../error.ts';
import { askService, type Service } from './ask.ts';
import type { Layer } from './layer.ts';
import { pagesOf } from './query.ts';

/** A picture attached to a row of a layer. */
export interface Attachment {
  objectId: number;
  attachmentId: number;
  name: string;
  keywords: string;
  bytes: number | null;
  /** When it was taken, as its own metadata says, `YYYY-MM-DD HH:MM:SS`; null where it does not. */
  takenAt: string | null;
}

const text = v.optional(v.nullable(v.string()));
const tag = v.object({ name: text, value: v.optional(v.unknown()), description: v.optional(v.unknown()) });
const answerSchema = v.object({
  exceededTransferLimit: v.optional(v.boolean()),
  attachmentGroups: v.array(
    v.object({
      parentObjectId: v.pipe(v.number(), v.integer()),
      attachmentInfos: v.array(
        v.object({
          id: v.pipe(v.number(), v.integer()),
          name: text,
          contentType: text,
          keywords: text,
          size: v.optional(v.nullable(v.number())),
          exifInfo: v.optional(v.nullable(v.array(v.object({ tags: v.optional(v.array(tag)) })))),
        }),
      ),
    }),
  ),
});
type Answer = v.InferOutput<typeof answerSchema>;
type Info = Answer['attachmentGroups'][number]['attachmentInfos'][number];

/** Ids named one by one in a question; more are asked for by their range. */
const idsInAddress = 100;

/**
 * The pictures attached to rows with these object ids (ascending). A page that the service may have cut short is asked
 * for again in halves.
 * @throws ServiceError when the service does not answer, or not with attachments.
 */
export async function readAttachments(
  service: Service,
  layer: Layer,
  ids: readonly number[],
  within: 'range' | 'list',
): Promise<Attachment[]> {
  const limit = pLimit(service.patience.concurrency);
  const pageRows = within === 'list' ? Math.min(idsInAddress, layer.pageRows) : layer.pageRows;
  const pages = await limit.map(pagesOf(ids, pageRows), (page) => readPage(service, layer, page, within));
  return pages.flat();
}

async function readPage(
  service: Service,
  layer: Layer,
  ids: readonly number[],
  within: 'range' | 'list',
): Promise<Attachment[]> {
  const { attachmentGroups, exceededTransferLimit } = await ask(service, layer, ids, within);
  const seen = attachmentGroups.reduce((sum, { attachmentInfos }) => sum + attachmentInfos.length, 0);
  if (ids.length > 1 && (exceededTransferLimit === true || seen >= layer.pageRows)) {
    const middle = Math.ceil(ids.length / 2);
    const first = await readPage(service, layer, ids.slice(0, middle), within);
    return [...first, ...(await readPage(service, layer, ids.slice(middle), within))];
  }
  const wanted = new Set(ids);
  return attachmentGroups
    .filter(({ parentObjectId }) => wanted.has(parentObjectId))
    .flatMap(({ parentObjectId, attachmentInfos }) =>
      attachmentInfos.filter(isPicture).map((info) => ({
        objectId: parentObjectId,
        attachmentId: info.id,
        name: info.name ?? '',
        keywords: info.keywords ?? '',
        bytes: info.size ?? null,
        takenAt: takenAt(info),
      })),
    );
}

async function ask(
  service: Service,
  layer: Layer,
  ids: readonly number[],
  within: 'range' | 'list',
): Promise<Answer> {
  const parameters = new URLSearchParams({
    ...(within === 'list'
      ? { objectIds: ids.join(',') }
      : {
          definitionExpression: `${layer.objectIdField} >= ${ids[0]} AND ${layer.objectIdField} <= ${ids.at(-1)}`,
        }),
    returnMetadata: 'true',
    f: 'json',
  });
  const json = await askService(service, `${layer.url}/queryAttachments?${parameters.toString()}`);
  const result = v.safeParse(answerSchema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw new ServiceError(
    `${layer.url}/queryAttachments: ${v.getDotPath(issue) ?? 'the whole'} is ${issue.received}, expected ${issue.expected ?? 'another value'}.`,
  );
}

/** Types that every browser shows, and that cannot hold script. */
const isPicture = ({ contentType }: Info): boolean =>
  /^image\/(jpe?g|pjpeg|png|gif|webp)\b/i.test(contentType ?? '');

/** Exif writes `2026:11:22 10:00:00`; the moment the picture was taken comes before the one it was last changed. */
function takenAt({ exifInfo }: Info): string | null {
  const tags = (exifInfo ?? []).flatMap(({ tags: own = [] }) => own);
  const dates = tags.flatMap(({ name, value, description }) => {
    if (!/^date\W*time/i.test(name ?? '')) return [];
    const [, day, clock] =
      /(\d{4}[:-]\d\d[:-]\d\d)[ T](\d\d:\d\d:\d\d)/.exec(String(value ?? description)) ?? [];
    if (day === undefined || clock === undefined) return [];
    const moment = `${day.replaceAll(':', '-')} ${clock}`;
    if (Number.isNaN(Date.parse(`${moment.replace(' ', 'T')}Z`))) return [];
    return [{ moment, isOriginal: /original/i.test(name ?? '') }];
  });
  return (dates.find(({ isOriginal }) => isOriginal) ?? dates[0])?.moment ?? null;
}
