import Foundation

/// Prints a line at once: whoever reads may be waiting for it, or this process may be killed.
func tell(_ line: String) {
  print(line)
  fflush(nil)
}
