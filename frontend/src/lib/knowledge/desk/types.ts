/** Short names for the API's shapes of writing knowledge. */
import type { components } from '#lib/api/schema.d.ts';

type Schemas = components['schemas'];

export type Source = Schemas['SourceView'];
export type Content = Schemas['ContentInput'];
export type ArticleState = Schemas['ArticleState'];
export type Tasks = Schemas['TaskList'];
export type Version = Schemas['VersionView'];
export type Comparison = Schemas['Comparison'];
export type Votes = Schemas['VotesView'];
export type Report = Schemas['Report'];
export type TreeInput = Schemas['TreeInput'];
export type SpaceInput = Schemas['SpaceInput'];
