import type { Asked, Order } from './asked.ts';
import { textWeights, textWords } from './asked-predicate.ts';
import type { FoundRequest } from './found.ts';

/** Requests in the order that `listStatement` gives them: best, newest or oldest first, then by number. */
export function inOrder(
  requests: readonly FoundRequest[],
  order: Order,
  asked: Pick<Asked, 'text'>,
): FoundRequest[] {
  const words = order === 'best' ? textWords(asked) : [];
  const rank = new Map(
    words.length === 0 ? [] : requests.map((request) => [request, rankOf(request, words)]),
  );
  const sign = order === 'oldest' ? 1 : -1;
  return [...requests].sort(
    (one, other) =>
      (rank.get(other) ?? 0) - (rank.get(one) ?? 0) ||
      sign * (one.createdMs - other.createdMs) ||
      sign * (one.number < other.number ? -1 : 1),
  );
}

/** What the words weigh in a request: the place says most, then what the City said of the result. */
function rankOf({ address, outcome, agency }: FoundRequest, words: readonly string[]): number {
  const texts = { address, outcome, agency };
  const weigh = (word: string): number =>
    Math.max(
      textWeights.request_type,
      ...(Object.keys(texts) as (keyof typeof texts)[]).map((name) =>
        texts[name]?.toLowerCase().includes(word) === true ? textWeights[name] : 0,
      ),
    );
  return words.reduce((sum, word) => sum + weigh(word), 0);
}
