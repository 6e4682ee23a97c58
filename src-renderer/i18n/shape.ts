/**
 * The keys of a tree of sentences, without its words: English must have exactly the keys that Chinese has
 * (`satisfies Shape<typeof zhCN>`), and every key that the code asks for must exist.
 */
export type Shape<T> = { [K in keyof T]: T[K] extends string ? string : Shape<T[K]> };
