/** What arXiv's two formats share. */

/** Reads `This paper has been withdrawn …` from a comment or from the beginning of an abstract. */
export function isWithdrawn(comment: string | undefined, abstract: string | undefined): boolean {
  const notice =
    /\b(?:paper|article|submission|manuscript|preprint|work|version)\s+(?:has been|have been|was|is)(?: being)?\s+withdrawn\b/i;
  return (
    (comment !== undefined && (notice.test(comment) || /^\W*withdrawn\b/i.test(comment))) ||
    (abstract !== undefined && notice.test(abstract.slice(0, 200)))
  );
}

export function arxivAddress(arxivId: string | undefined): string | undefined {
  return arxivId === undefined ? undefined : `https://arxiv.org/abs/${arxivId}`;
}
