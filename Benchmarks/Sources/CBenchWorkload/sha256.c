// SHA-256 as FIPS 180-4 defines it (https://doi.org/10.6028/NIST.FIPS.180-4), in portable C: next to
// the writes of an operation it does not show whether the processor has instructions for it.
#include "workload.h"

#include <string.h>

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

typedef struct {
    uint32_t state[8];
    uint8_t block[64];
    size_t filled;
    uint64_t length;
} hasher;

static uint32_t rotate(uint32_t word, int bits) {
    return word >> bits | word << (32 - bits);
}

static void compress(uint32_t state[8], const uint8_t block[64]) {
    uint32_t w[64], v[8];
    for (int i = 0; i < 16; i++) {
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16
            | (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
    }
    for (int i = 16; i < 64; i++) {
        uint32_t early = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        uint32_t late = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + early + w[i - 7] + late;
    }
    memcpy(v, state, sizeof v);
    for (int i = 0; i < 64; i++) {
        uint32_t sum1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        uint32_t choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
        uint32_t add = v[7] + sum1 + choice + constants[i] + w[i];
        uint32_t sum0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        memmove(v + 1, v, 7 * sizeof *v);
        v[4] += add;
        v[0] = add + sum0 + majority;
    }
    for (int i = 0; i < 8; i++) state[i] += v[i];
}

static void add(hasher *hasher, const void *bytes, size_t length) {
    const uint8_t *next = bytes;
    hasher->length += length;
    while (length > 0) {
        size_t taken = sizeof hasher->block - hasher->filled;
        if (taken > length) taken = length;
        memcpy(hasher->block + hasher->filled, next, taken);
        hasher->filled += taken;
        next += taken;
        length -= taken;
        if (hasher->filled == sizeof hasher->block) {
            compress(hasher->state, hasher->block);
            hasher->filled = 0;
        }
    }
}

void bench_sha256(
    const void *first, size_t first_length, const void *second, size_t second_length,
    uint8_t hash[BENCH_HASH_BYTES]) {
    hasher hasher = {.state = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
                         0x9b05688c, 0x1f83d9ab, 0x5be0cd19}};
    add(&hasher, first, first_length);
    add(&hasher, second, second_length);

    uint64_t bits = hasher.length * 8;
    uint8_t end[72] = {0x80};
    size_t zeros = (hasher.filled < 56 ? 56 : 120) - hasher.filled;
    for (int i = 0; i < 8; i++) end[zeros + (size_t)i] = (uint8_t)(bits >> (56 - 8 * i));
    add(&hasher, end, zeros + 8);
    for (int i = 0; i < 32; i++) hash[i] = (uint8_t)(hasher.state[i / 4] >> (24 - 8 * (i % 4)));
}
