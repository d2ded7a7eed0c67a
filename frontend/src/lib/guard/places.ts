/** Where the parts that watch over a desk are. */
const part = encodeURIComponent;
const of = (desk: string) => `/desk/settings/${part(desk)}`;

export const guarded = {
  audit: (desk: string) => `${of(desk)}/audit`,
  keys: (desk: string) => `${of(desk)}/keys`,
  hooks: (desk: string) => `${of(desk)}/webhooks`,
  hook: (desk: string, hook: string) => `${of(desk)}/webhooks/${part(hook)}`,
  privacy: (desk: string) => `${of(desk)}/privacy`,
  person: (desk: string, tenant: string, person: string) =>
    `${of(desk)}/privacy/${part(tenant)}/${part(person)}`,
  /** Readable by everybody, as the document it is made of. */
  api: '/api-docs'
};
