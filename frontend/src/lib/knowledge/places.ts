/** Where knowledge is read and written. No other file spells these addresses. */
import { routes } from '#lib/routes.ts';

const key = encodeURIComponent;

/** Where a reader goes on from what they see: the portal, the desk, or signed out. */
export interface Shelf {
  home: string;
  space: (desk: string, space: string) => string;
  article: (desk: string, article: string) => string;
  tree: (desk: string, tree: string) => string;
  /** Where whoever found no answer goes on. */
  ask: string;
}

export const portalShelf: Shelf = {
  home: '/portal/knowledge',
  space: (desk, space) => `/portal/knowledge/${key(desk)}/spaces/${key(space)}`,
  article: (desk, article) => `/portal/knowledge/${key(desk)}/articles/${key(article)}`,
  tree: (desk, tree) => `/portal/knowledge/${key(desk)}/trees/${key(tree)}`,
  ask: routes.portal
};

export const deskShelf: Shelf = {
  home: '/desk/knowledge',
  space: (desk, space) => `/desk/knowledge/${key(desk)}?space=${key(space)}`,
  article: (desk, article) => `/desk/knowledge/${key(desk)}/articles/${key(article)}`,
  tree: (desk, tree) => `/desk/knowledge/${key(desk)}/trees/${key(tree)}`,
  ask: routes.create
};

/** For whoever is not signed in; the addresses that go into mails. */
export const publicShelf = (desk: string): Shelf => ({
  home: `/knowledge/${key(desk)}`,
  space: (at, space) => `/knowledge/${key(at)}?space=${key(space)}`,
  article: (at, article) => `/knowledge/${key(at)}/${key(article)}`,
  tree: (at, tree) => `/knowledge/${key(at)}/trees/${key(tree)}`,
  ask: routes.signIn
});

export const deskPlaces = {
  ...deskShelf,
  desk: (desk: string) => `/desk/knowledge/${key(desk)}`,
  edit: (desk: string, article: string) => `/desk/knowledge/${key(desk)}/articles/${key(article)}/edit`,
  versions: (desk: string, article: string) =>
    `/desk/knowledge/${key(desk)}/articles/${key(article)}/versions`,
  make: (desk: string, space = '') =>
    `/desk/knowledge/${key(desk)}/new` + (space ? `?space=${key(space)}` : ''),
  fromTicket: (desk: string, ticket: string) => `/desk/knowledge/${key(desk)}/new?ticket=${key(ticket)}`,
  editTree: (desk: string, tree: string) => `/desk/knowledge/${key(desk)}/trees/${key(tree)}/edit`,
  newTree: (desk: string) => `/desk/knowledge/${key(desk)}/new-tree`,
  spaces: (desk: string) => `/desk/knowledge/${key(desk)}/spaces`,
  bulletins: (desk: string) => `/desk/knowledge/${key(desk)}/bulletins`,
  report: (desk: string) => `/desk/knowledge/${key(desk)}/report`
};
