/// What a power cut does with changes that were not flushed.
enum Damage: String, CaseIterable {
  /// None of them is there.
  case dropped
  /// All are.
  case kept
  /// Those before a moment are, and the write at that moment in part.
  case cut
  /// Each whole write is there or not, whatever came before or after it.
  case reordered
  /// Each sector of 512 bytes of each write is there or not.
  case torn512
  /// Each page of 4 KiB of each write is there or not.
  case torn4096
  /// As `torn512`; some sectors that are not there hold garbage.
  case garbage
}

extension Disk {
  /// The files as a power cut leaves them.
  func contents(after damage: Damage, _ dice: inout Dice) -> [String: [UInt8]] {
    var names = certainNames
    let kept = keptNames(damage, &dice)
    for change in pendingNames.prefix(kept) { names[change.role] = change.file }
    var contents: [String: [UInt8]] = [:]
    for (role, index) in names.sorted(by: { $0.key < $1.key }) {
      guard let name = Self.roles[role] else { continue }
      contents[name] = files[index].contents(after: damage, &dice)
    }
    return contents
  }

  /// A directory's changes reach the disk in their order: file systems see to that much.
  private func keptNames(_ damage: Damage, _ dice: inout Dice) -> Int {
    switch damage {
    case .dropped: 0
    case .kept: pendingNames.count
    default: dice.below(pendingNames.count + 1)
    }
  }
}

extension Disk.File {
  func contents(after damage: Damage, _ dice: inout Dice) -> [UInt8] {
    var bytes = certain
    let moment = pending.isEmpty ? 0 : dice.below(pending.count + 1)
    for (position, item) in pending.enumerated() {
      if item.isCertain {
        item.change.apply(to: &bytes)
        continue
      }
      switch damage {
      case .dropped: break
      case .kept: item.change.apply(to: &bytes)
      case .cut:
        if position < moment {
          item.change.apply(to: &bytes)
        } else if position == moment {
          item.change.applyTorn(to: &bytes, sector: 512, upTo: true, &dice)
        }
      case .reordered: if dice.chance(2) { item.change.apply(to: &bytes) }
      case .torn512: item.change.applyTorn(to: &bytes, sector: 512, &dice)
      case .torn4096: item.change.applyTorn(to: &bytes, sector: 4_096, &dice)
      case .garbage: item.change.applyTorn(to: &bytes, sector: 512, garbage: true, &dice)
      }
    }
    return bytes
  }
}

extension Disk.Change {
  /// Applies a part of a write, in units of sectors of the file.
  ///
  /// - Parameters:
  ///   - upTo: the sectors up to a random one, instead of random ones.
  ///   - garbage: some of the others hold random bytes where they were being written.
  func applyTorn(
    to bytes: inout [UInt8], sector: Int, upTo: Bool = false, garbage: Bool = false,
    _ dice: inout Dice
  ) {
    guard case .write(let offset, let new) = self else {
      if dice.chance(2) { apply(to: &bytes) }
      return
    }
    var position = offset
    let end = offset + new.count
    let last = upTo ? offset + dice.below(new.count + 1) : end
    while position < end {
      let next = min(end, (position / sector + 1) * sector)
      let part = Array(new[position - offset..<next - offset])
      if upTo ? next <= last : dice.chance(2) {
        Self.write(offset: position, bytes: part).apply(to: &bytes)
      } else if garbage, dice.chance(4) {
        Self.write(offset: position, bytes: dice.bytes(part.count)).apply(to: &bytes)
      }
      position = next
    }
  }
}
