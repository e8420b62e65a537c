/// What flushing costs: appends of 4 KiB, each followed by fdatasync.
struct FlushRate: Codable {
  let perSecond: Double
  let p50Microseconds: Double

  var text: String {
    "\(grouped(perSecond)) fdatasync/s (p50 \(compact(p50Microseconds)) µs)"
  }
}
