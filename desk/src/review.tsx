// What a person decides about members and claims, for the views that show them.
export { ReviewBar, ReviewMark, SaveLine, SmallBar } from './review/bar';
export { ClaimActions } from './review/claim';
export { reviewable, reviewableOf, useReviewKeys, type Reviewable } from './review/list';
