/// Makes a failing list short: delta debugging, as in Zeller and Hildebrandt, "Simplifying and
/// Isolating Failure-Inducing Input" (2002).
///
/// - Parameter fails: whether a shorter list still fails.
func shrunk<Element>(
  _ elements: [Element], _ fails: ([Element]) async throws -> Bool
) async rethrows -> [Element] {
  var elements = elements
  var size = max(1, elements.count / 2)
  while true {
    var start = 0
    var isShorter = false
    while start < elements.count {
      var rest = elements
      rest.removeSubrange(start..<min(start + size, elements.count))
      if try await fails(rest) {
        elements = rest
        isShorter = true
      } else {
        start += size
      }
    }
    if size == 1, !isShorter { return elements }
    size = max(1, size / 2)
  }
}
