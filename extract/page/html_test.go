package page
var htmlCases = []struct{ name, page, want string }{}
