/**
 * The page of one run: an HTML file that needs nothing else, neither network nor server. {@link
 * spanglue.report.page.PageData} is what is known of the run, {@link
 * spanglue.report.page.ReportPage} writes it. How it looks is in the resources beside this package.
 */
@NullMarked
package spanglue.report.page;

import org.jspecify.annotations.NullMarked;
