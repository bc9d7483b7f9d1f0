declare const brand: unique symbol;

/** A value of `Base` that was checked once and carries the name of that check. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
