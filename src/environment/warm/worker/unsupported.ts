/** Something that a file asks for and that cannot be done here; the cold run can. */
export class Unsupported extends Error {}
