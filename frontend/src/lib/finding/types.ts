/** Short names for the API's shapes of search and suggestions. */
import type { components, paths } from '#lib/api/schema.d.ts';

type Schemas = components['schemas'];

export type Writing = Schemas['Writing'];
export type Suggested = Schemas['SuggestionList'];
export type SimilarTicket = Schemas['SimilarTicket'];
export type FoundArticle = Schemas['ArticleAnswer'];
export type Classification = Schemas['Classification'];
export type Guess = Schemas['Guess'];
export type Found = Schemas['Found'];
export type SearchResults = Schemas['SearchResults'];
export type FacetValue = Schemas['FacetValue'];
export type SearchAsked = NonNullable<paths['/api/v1/search']['get']['parameters']['query']>;
export type Classified = Schemas['ClassificationInput'];
export type SavedView = Schemas['ViewShown'];
export type ViewInput = Schemas['ViewGiven'];
export type Relation = Schemas['RelationInput']['relation'];
export type WaveNow = Schemas['WaveNow'];
export type Wave = Schemas['WaveShown'];
