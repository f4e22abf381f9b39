/* The recurrent part of a simple recurrent unit (Lei et al. 2018, "Simple Recurrent Units for Highly Parallelizable Recurrence"), forward
 * and backward, for model.py, which calls it through ctypes. Arrays are row-major floats; a row is a token.
 *
 *   f = sigmoid(uf + vf c' + bf)   r = sigmoid(ur + vr c' + br)   c = f c' + (1 - f) u   h = r c + (1 - r) x
 *
 * u: n x 3d (u, uf, ur side by side), x: n x d, p: 4 x d (vf, bf, vr, br); c' is the row before's c, zero where reset[t] (first of a text).
 * step is +1 (left to right) or -1. Row strides of u and x and h are given, so that two directions can share one array. */
#include <math.h>
#include <stddef.h>
#include <string.h>

static inline float sigmoid(float v) { return 1.0f / (1.0f + expf(-v)); }

void scan_forward(ptrdiff_t n, ptrdiff_t d, int step, const float* u, ptrdiff_t us, const float* x, ptrdiff_t xs, const float* p,
                  const unsigned char* reset, float* f, float* r, float* c, float* h, ptrdiff_t hs) {
  float zero[1024] = {0};
  const float* before = zero;
  for (ptrdiff_t k = 0; k < n; ++k) {
    const ptrdiff_t t = step > 0 ? k : n - 1 - k;
    if (reset[t]) before = zero;
    const float *ut = u + t * us, *xt = x + t * xs;
    float *ft = f + t * d, *rt = r + t * d, *ct = c + t * d, *ht = h + t * hs;
    for (ptrdiff_t i = 0; i < d; ++i) {
      const float fi = sigmoid(ut[d + i] + p[i] * before[i] + p[d + i]);
      const float ri = sigmoid(ut[2 * d + i] + p[2 * d + i] * before[i] + p[3 * d + i]);
      const float ci = fi * before[i] + (1 - fi) * ut[i];
      ft[i] = fi, rt[i] = ri, ct[i] = ci;
      ht[i] = ri * ci + (1 - ri) * xt[i];
    }
    before = ct;
  }
}

/* gu, gx: written; gp (4 x d): added to. */
void scan_backward(ptrdiff_t n, ptrdiff_t d, int step, const float* u, ptrdiff_t us, const float* x, ptrdiff_t xs, const float* p,
                   const unsigned char* reset, const float* f, const float* r, const float* c, const float* gh, ptrdiff_t hs,
                   float* gu, float* gx, float* gp) {
  float zero[1024] = {0}, carry[1024] = {0};
  for (ptrdiff_t k = n; k-- > 0;) {
    const ptrdiff_t t = step > 0 ? k : n - 1 - k;
    const int first = reset[t] || k == 0;
    const float* before = first ? zero : c + (t - step) * d;
    const float *ut = u + t * us, *xt = x + t * xs, *ft = f + t * d, *rt = r + t * d, *ct = c + t * d, *ght = gh + t * hs;
    float *gut = gu + t * us, *gxt = gx + t * xs;
    for (ptrdiff_t i = 0; i < d; ++i) {
      const float g = ght[i];
      const float gr = g * (ct[i] - xt[i]) * rt[i] * (1 - rt[i]);
      const float gc = carry[i] + g * rt[i];
      const float gf = gc * (before[i] - ut[i]) * ft[i] * (1 - ft[i]);
      gxt[i] = g * (1 - rt[i]);
      gut[i] = gc * (1 - ft[i]);
      gut[d + i] = gf;
      gut[2 * d + i] = gr;
      gp[i] += gf * before[i];
      gp[d + i] += gf;
      gp[2 * d + i] += gr * before[i];
      gp[3 * d + i] += gr;
      carry[i] = first ? 0 : gc * ft[i] + gf * p[i] + gr * p[2 * d + i];
    }
  }
}
