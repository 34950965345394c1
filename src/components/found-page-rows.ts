/** Requests on a page of a list. */
export const pageRows = 25;
