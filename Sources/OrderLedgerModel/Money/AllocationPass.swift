/// One pass of `Allocation` after the other, over distances from zero.
///
/// The caller has checked that there is room for all that remains. Shares are kept as wrapped
/// `Int64`: the whole of `Int64.min` on one line is its own negation, as it should be.
struct AllocationPass {
  let weights: [Int64]
  let caps: [Int64]?
  var remaining: UInt64

  /// What a pass needs of a line that can still take something.
  private struct Candidate {
    var position: Int
    var weight: UInt64
    var room: UInt64
    var share: UInt64 = 0
    var remainder: UInt64 = 0
  }

  init(weights: [Int64], caps: [Int64]?, remaining: UInt64) {
    self.weights = weights
    self.caps = caps
    self.remaining = remaining
  }

  /// Fills the lines whose proportional share exceeds their room; when there is none, shares out
  /// what remains. Something is shared out in every pass, and all of it in one that meets no full
  /// line.
  mutating func run(_ shares: inout [Int64]) {
    var candidates = candidates(shares)
    let weight = candidates.reduce(0) { $0 &+ $1.weight }
    var filled: UInt64 = 0
    for index in candidates.indices {
      let candidate = candidates[index]
      let (share, remainder) = candidate.weight.multiplying(remaining, dividingBy: weight)
      if share > candidate.room {
        shares[candidate.position].addMagnitude(candidate.room)
        filled += candidate.room
      } else {
        candidates[index].share = share
        candidates[index].remainder = remainder
      }
    }
    guard filled == 0 else {
      remaining -= filled
      return
    }
    for candidate in candidates {
      shares[candidate.position].addMagnitude(candidate.share)
      remaining -= candidate.share
    }
    shareLeftover(&shares, candidates)
  }

  /// One unit a line, by the largest remainder. Where lines are full, units may be left for the next
  /// pass.
  private mutating func shareLeftover(_ shares: inout [Int64], _ candidates: [Candidate]) {
    guard remaining > 0 else { return }
    var open = candidates.filter { $0.share < $0.room }
    // Sorting by remainder and then position needs no stable sort.
    open.sort { ($1.remainder, $0.position) < ($0.remainder, $1.position) }
    for line in open where remaining > 0 {
      shares[line.position].addMagnitude(1)
      remaining -= 1
    }
  }

  /// The lines with weight and room; when there is none, all lines with room, weighing the same.
  private func candidates(_ shares: [Int64]) -> [Candidate] {
    var weighted: [Candidate] = []
    var weightless: [Candidate] = []
    for position in weights.indices {
      let cap = caps?[position].magnitude ?? .max
      let room = cap - UInt64(bitPattern: shares[position])
      guard room > 0 else { continue }
      let weight = weights[position].magnitude
      if weight > 0 {
        weighted.append(Candidate(position: position, weight: weight, room: room))
      } else {
        weightless.append(Candidate(position: position, weight: 1, room: room))
      }
    }
    return weighted.isEmpty ? weightless : weighted
  }
}

extension Int64 {
  fileprivate mutating func addMagnitude(_ magnitude: UInt64) {
    self &+= Int64(truncatingIfNeeded: magnitude)
  }
}
