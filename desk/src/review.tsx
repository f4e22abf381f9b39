// F4 fills this in: what a person decides about members and claims.
import type { ClaimView, DocumentRef, Member, Side, Stance } from './api';

export interface Reviewable { attribution: string; document: DocumentRef; claim: string | null; quote: string; agent: Member['agent']; stance: Stance; side: Side | null; review: Member['review'] | 'rejected' }
export function reviewable(claim: string, member: Member): Reviewable {
  return { attribution: member.attribution, document: member.document, claim, quote: member.quote, agent: member.agent, stance: member.stance, side: member.side, review: member.review };
}
export function useReviewKeys(_list: readonly Reviewable[], _at: string | null, _select: (attribution: string) => void): void {}
export function ReviewBar(_: { list: readonly Reviewable[]; at: string | null; select: (attribution: string) => void; claim?: ClaimView }) { return null; }
export function ReviewMark(_: { attribution: string; review: Reviewable['review'] }) { return null; }
export function ClaimActions(_: { claim: ClaimView }) { return null; }
