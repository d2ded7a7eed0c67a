// CloudFront function: every address of the single-page portal is answered with its one page.
// A name with a dot in its last part is a file and is left alone; /api/* never comes through here.
function handler(event) {
  var request = event.request;
  var last = request.uri.slice(request.uri.lastIndexOf('/') + 1);
  if (last.indexOf('.') === -1) {
    request.uri = '/index.html';
  }
  return request;
}
