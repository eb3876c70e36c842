// Lets the page's charts become interactive when the reader comes near them.
window.book.atFirstSign(() => window.bookCharts(() => window.book.load("vendor/vega.js"))(document));
