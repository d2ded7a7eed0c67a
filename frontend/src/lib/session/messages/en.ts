/** What is said at the door and about one's own way in. */
export default {
  'sso.with': 'Continue with {name}',
  'sso.or': 'Or without it:',
  'sso.wait': 'One moment: signing you in…',
  'sso.refused':
    'Signing in with your organisation did not work. Try again; if it goes on, ask who looks after it there.',
  'sso.cancelled': 'You came back without signing in.',
  'sso.elsewhere': 'This sign-in was begun in another window or too long ago. Begin again.',
  'sso.again': 'Back to signing in'
} as const;
