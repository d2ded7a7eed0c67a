/** Short names for the API's shapes of knowledge. */
import type { components } from '#lib/api/schema.d.ts';

type Schemas = components['schemas'];

export type Space = Schemas['SpaceView'];
export type Card = Schemas['CardView'];
export type Article = Schemas['ArticleView'];
export type TreeLabel = Schemas['TreeLabel'];
export type Tree = Schemas['TreeView'];
export type TreeNode = Tree['nodes'][number];
export type Happened = Schemas['EventInput'];
export type Bulletin = Schemas['BulletinView'];
export type Severity = Schemas['Severity'];
export type FoundArticle = Schemas['ArticleAnswer'];
