// A link asks for an answer: the page keeps room for that from its first picture on.
if (location.search.length > 1) document.documentElement.classList.add("asks");
