/** Three small wings for tests: entities over two hops, an interface, a union, `@requires`, a value that is not public, and fields that break. */

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@shareable", "@inaccessible"])`;

type Row = Record<string, unknown>;

interface Wing {
  readonly sdl: string;
  readonly resolvers: Record<string, Record<string, (source: Row, values: Row) => unknown>>;
}

const products: readonly Row[] = [
  { __typename: 'Product', id: '1', name: 'lamp', price: 12, weight: 3, grade: 'GOOD' },
  { __typename: 'Product', id: '2', name: 'rope', price: null, weight: 1, grade: 'INTERNAL_ONLY' },
  { __typename: 'Product', id: '3', name: null, price: 7, weight: null, grade: null },
];
const media: readonly Row[] = [
  { __typename: 'Book', id: 'b1', title: 'Knots', pages: 90 },
  { __typename: 'Film', id: 'f1', title: null, minutes: 80 },
];
const users: readonly Row[] = [
  { __typename: 'User', id: 'u1', name: 'Ada', email: 'ada@example.org' },
  { __typename: 'User', id: 'u2', name: 'Bo', email: null },
];
const reviews: readonly Row[] = [
  { id: 'r1', body: 'bright', productId: '1', userId: 'u1' },
  { id: 'r2', body: 'dim', productId: '1', userId: 'u2' },
  { id: 'r3', body: null, productId: '2', userId: 'u1' },
];

const find = (rows: readonly Row[], id: unknown) => {
  const row = rows.find((candidate) => candidate['id'] === id);
  return row ? { ...row } : null;
};
const fail = () => {
  throw new Error('broken on purpose');
};

export const shop: Readonly<Record<'catalogue' | 'people' | 'opinions', Wing>> = {
  catalogue: {
    sdl: `${link}
      type Query {
        products: [Product!]
        product(id: ID!): Product
        catalogue: [Media]
        search(text: String!): [Found!]
      }
      type Product @key(fields: "id") {
        id: ID!
        name: String
        price: Int
        weight: Int
        grade: Grade
        broken: String
        solid: Solid
      }
      type Solid { value: Int! }
      enum Grade { GOOD POOR INTERNAL_ONLY @inaccessible }
      interface Media { id: ID! title: String }
      type Book implements Media { id: ID! title: String pages: Int }
      type Film implements Media { id: ID! title: String minutes: Int }
      union Found = Product | User
      type User @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: {
        products: () => products.map((row) => ({ ...row })),
        product: (_root, { id }) => find(products, id),
        catalogue: () => [...media, null],
        search: () => [find(products, '1'), { __typename: 'User', id: 'u2' }],
      },
      Product: {
        __resolveReference: ({ id }) => find(products, id),
        broken: fail,
        solid: () => ({ value: null }),
      },
    },
  },
  people: {
    sdl: `${link}
      type Query { users: [User] }
      type User @key(fields: "id") { id: ID! name: String email: String favourite: Product unlucky: String }
      type Product @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { users: () => users.map((row) => ({ ...row })) },
      User: {
        __resolveReference: ({ id }) => find(users, id),
        favourite: ({ id }) => (id === 'u1' ? { __typename: 'Product', id: '3' } : null),
        unlucky: fail,
      },
    },
  },
  opinions: {
    sdl: `${link}
      type Query { latest: Review }
      type Mutation { addReview(product: ID!, body: String!): Review }
      type Review @key(fields: "id") { id: ID! body: String author: User product: Product }
      type User @key(fields: "id") { id: ID! reviews: [Review!] }
      type Product @key(fields: "id") {
        id: ID!
        reviews: [Review!]
        price: Int @external
        weight: Int @external
        shipping: Int @requires(fields: "price weight")
      }`,
    resolvers: {
      Query: { latest: () => find(reviews, 'r3') },
      Mutation: {
        addReview: (_root, { product, body }) => ({ id: 'r9', body, productId: product, userId: 'u1' }),
      },
      Review: {
        __resolveReference: ({ id }) => find(reviews, id),
        author: ({ userId }) => ({ __typename: 'User', id: userId }),
        product: ({ productId }) => ({ __typename: 'Product', id: productId }),
      },
      User: { reviews: ({ id }) => reviews.filter(({ userId }) => userId === id) },
      Product: {
        reviews: ({ id }) => reviews.filter(({ productId }) => productId === id),
        shipping: ({ price, weight }) =>
          typeof price === 'number' && typeof weight === 'number' ? price * weight : null,
      },
    },
  },
};
