// Boosted shallow trees over binned features (Friedman 2001, with second-order leaves as in Chen and Guestrin 2016), for fit.py, which compiles
// it. One thread, one order of sums: the same trees every time.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_BINS = 64 };

typedef struct {
  int n, features, classes, rounds, depth, least;
  double rate, pull, rows, columns;
  uint64_t seed;
} Setting;

static double chance(uint64_t* s) {
  *s ^= *s << 13, *s ^= *s >> 7, *s ^= *s << 17;
  return (double)(*s >> 11) / 9007199254740992.0;
}

typedef struct {
  const Setting* set;
  const uint8_t* bins;  // [n][features]
  const double *g, *h;
  const uint8_t* use;   // [features]
  int16_t* feature;     // of the tree, in heap order; -1: leaf
  uint8_t* at_most;
  double* value;
} Job;

static void grow(Job* j, int* rows, int count, int node, int depth) {
  double G = 0, H = 0;
  for (int i = 0; i < count; ++i) G += j->g[rows[i]], H += j->h[rows[i]];
  const double pull = j->set->pull;
  j->feature[node] = -1;
  j->value[node] = -G / (H + pull);
  if (depth == j->set->depth || count < 2 * j->set->least) return;
  double best = 1e-6;
  int best_feature = -1, best_bin = 0;
  const double whole = G * G / (H + pull);
  for (int f = 0; f < j->set->features; ++f) {
    if (!j->use[f]) continue;
    double g[MAX_BINS] = {0}, h[MAX_BINS] = {0};
    int c[MAX_BINS] = {0};
    for (int i = 0; i < count; ++i) {
      const int b = j->bins[(size_t)rows[i] * j->set->features + f];
      g[b] += j->g[rows[i]], h[b] += j->h[rows[i]], ++c[b];
    }
    double gl = 0, hl = 0;
    int cl = 0;
    for (int b = 0; b + 1 < MAX_BINS; ++b) {
      if (!c[b]) continue;
      gl += g[b], hl += h[b], cl += c[b];
      if (cl < j->set->least) continue;
      if (count - cl < j->set->least) break;
      const double gain = gl * gl / (hl + pull) + (G - gl) * (G - gl) / (H - hl + pull) - whole;
      if (gain > best) best = gain, best_feature = f, best_bin = b;
    }
  }
  if (best_feature < 0) return;
  j->feature[node] = (int16_t)best_feature;
  j->at_most[node] = (uint8_t)best_bin;
  int left = 0;
  int* other = malloc(sizeof(int) * (size_t)count);
  int right = 0;
  for (int i = 0; i < count; ++i) {
    if (j->bins[(size_t)rows[i] * j->set->features + best_feature] <= best_bin) rows[left++] = rows[i];
    else other[right++] = rows[i];
  }
  memcpy(rows + left, other, sizeof(int) * (size_t)right);
  free(other);
  grow(j, rows, left, 2 * node + 1, depth + 1);
  grow(j, rows + left, right, 2 * node + 2, depth + 1);
}

// scores: [n][classes], added to. Trees are [rounds][classes][nodes], nodes = 2^(depth+1) - 1.
void add_scores(const Setting* set, const uint8_t* bins, const int16_t* feature, const uint8_t* at_most, const double* value, double* scores) {
  const int nodes = (1 << (set->depth + 1)) - 1;
  for (int t = 0; t < set->rounds * set->classes; ++t) {
    for (int i = 0; i < set->n; ++i) {
      int k = 0;
      while (feature[(size_t)t * nodes + k] >= 0)
        k = 2 * k + (bins[(size_t)i * set->features + feature[(size_t)t * nodes + k]] <= at_most[(size_t)t * nodes + k] ? 1 : 2);
      scores[(size_t)i * set->classes + t % set->classes] += set->rate * value[(size_t)t * nodes + k];
    }
  }
}

// scores: [n][classes], the start; where each example ends stands there afterwards.
void fit(const Setting* set, const uint8_t* bins, const int32_t* label, const double* weight, double* scores, int16_t* feature, uint8_t* at_most,
         double* value) {
  const int n = set->n, K = set->classes, nodes = (1 << (set->depth + 1)) - 1;
  double *g = malloc(sizeof(double) * (size_t)n * K), *h = malloc(sizeof(double) * (size_t)n * K);
  int* rows = malloc(sizeof(int) * (size_t)n);
  uint8_t *in = malloc((size_t)n), *use = malloc((size_t)set->features);
  uint64_t random = set->seed * 0x9E3779B97F4A7C15ULL + 1;
  Setting one = *set;
  one.rounds = one.classes = 1;
  double* moved = malloc(sizeof(double) * (size_t)n);
  for (int r = 0; r < set->rounds; ++r) {
    for (int i = 0; i < n; ++i) {
      double top = scores[(size_t)i * K], sum = 0, p[16];
      for (int k = 1; k < K; ++k) top = fmax(top, scores[(size_t)i * K + k]);
      for (int k = 0; k < K; ++k) sum += p[k] = exp(scores[(size_t)i * K + k] - top);
      for (int k = 0; k < K; ++k) {
        p[k] /= sum;
        g[(size_t)k * n + i] = weight[i] * (p[k] - (label[i] == k));
        h[(size_t)k * n + i] = weight[i] * fmax(p[k] * (1 - p[k]), 1e-6);
      }
      in[i] = chance(&random) < set->rows;
    }
    for (int k = 0; k < K; ++k) {
      int count = 0;
      for (int i = 0; i < n; ++i)
        if (in[i]) rows[count++] = i;
      for (int f = 0; f < set->features; ++f) use[f] = chance(&random) < set->columns;
      const size_t at = ((size_t)r * K + k) * nodes;
      for (int m = 0; m < nodes; ++m) feature[at + m] = -1;
      Job job = {set, bins, g + (size_t)k * n, h + (size_t)k * n, use, feature + at, at_most + at, value + at};
      grow(&job, rows, count, 0, 0);
      memset(moved, 0, sizeof(double) * (size_t)n);
      add_scores(&one, bins, feature + at, at_most + at, value + at, moved);
      for (int i = 0; i < n; ++i) scores[(size_t)i * K + k] += moved[i];
    }
  }
  free(g), free(h), free(rows), free(in), free(use), free(moved);
}
