/**
 * A file on its way into a bucket. The way in is {@link spanglue.cli.upload.ObjectUpload}, for an
 * account's bucket and for the local run's: parts, checksums, and going on where an earlier try
 * broke off. What is uploaded is the file as it was at the beginning, or nothing. Nothing here
 * prints or knows who asks.
 */
@NullMarked
package spanglue.cli.upload;

import org.jspecify.annotations.NullMarked;
