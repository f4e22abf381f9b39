"""scan.c for a graphics card: the same recurrence, one thread for each direction and number of each text. Needs cupy; model.py asks for it when
its tensors are on a card, so that nothing here is needed to train on a processor."""
import cupy
import numpy as np
import torch

_SOURCE = r"""
__device__ float sigmoid(float v) { return 1.0f / (1.0f + expf(-v)); }

extern "C" __global__ void scan_forward(const long long* first, const long long* last, long long n, int half, const float* u, const float* x,
                                        const float* p, float* f, float* r, float* c, float* h) {
  const int seg = blockIdx.x, dir = blockIdx.y;
  const long long length = last[seg] - first[seg] + 1;
  for (int i = threadIdx.x; i < half; i += blockDim.x) {
    const float vf = p[(dir * 4 + 0) * half + i], bf = p[(dir * 4 + 1) * half + i], vr = p[(dir * 4 + 2) * half + i], br = p[(dir * 4 + 3) * half + i];
    float before = 0;
    long long t = dir ? last[seg] : first[seg];
    const long long step = dir ? -1 : 1;
    const float* ut = u + t * 6 * half + dir * 3 * half + i;
    float u0 = ut[0], u1 = ut[half], u2 = ut[2 * half], x0 = x[t * 2 * half + dir * half + i];
    for (long long k = 0; k < length; ++k) {
      float n0 = 0, n1 = 0, n2 = 0, nx = 0;
      if (k + 1 < length) {
        const float* un = u + (t + step) * 6 * half + dir * 3 * half + i;
        n0 = un[0], n1 = un[half], n2 = un[2 * half], nx = x[(t + step) * 2 * half + dir * half + i];
      }
      const float fi = sigmoid(u1 + vf * before + bf), ri = sigmoid(u2 + vr * before + br);
      const float ci = fi * before + (1 - fi) * u0;
      const long long at = (dir * n + t) * half + i;
      f[at] = fi, r[at] = ri, c[at] = ci;
      h[t * 2 * half + dir * half + i] = ri * ci + (1 - ri) * x0;
      before = ci;
      t += step, u0 = n0, u1 = n1, u2 = n2, x0 = nx;
    }
  }
}

extern "C" __global__ void scan_backward(const long long* first, const long long* last, long long n, int half, const float* u, const float* x,
                                         const float* p, const float* f, const float* r, const float* c, const float* gh, float* gu, float* gx, float* gp) {
  const int seg = blockIdx.x, dir = blockIdx.y;
  const long long length = last[seg] - first[seg] + 1;
  for (int i = threadIdx.x; i < half; i += blockDim.x) {
    const float vf = p[(dir * 4 + 0) * half + i], vr = p[(dir * 4 + 2) * half + i];
    float carry = 0, g0 = 0, g1 = 0, g2 = 0, g3 = 0;
    const long long step = dir ? -1 : 1;
    long long t = dir ? first[seg] : last[seg];
    for (long long k = length; k-- > 0; t -= step) {
      const long long at = (dir * n + t) * half + i, o = t * 6 * half + dir * 3 * half + i, w = t * 2 * half + dir * half + i;
      const float before = k ? c[(dir * n + t - step) * half + i] : 0.0f;
      const float fi = f[at], ri = r[at], ci = c[at], g = gh[w], xi = x[w], ui = u[o];
      const float gr = g * (ci - xi) * ri * (1 - ri);
      const float gc = carry + g * ri;
      const float gf = gc * (before - ui) * fi * (1 - fi);
      gx[w] = g * (1 - ri);
      gu[o] = gc * (1 - fi), gu[o + half] = gf, gu[o + 2 * half] = gr;
      g0 += gf * before, g1 += gf, g2 += gr * before, g3 += gr;
      carry = gc * fi + gf * vf + gr * vr;
    }
    atomicAdd(&gp[(dir * 4 + 0) * half + i], g0), atomicAdd(&gp[(dir * 4 + 1) * half + i], g1);
    atomicAdd(&gp[(dir * 4 + 2) * half + i], g2), atomicAdd(&gp[(dir * 4 + 3) * half + i], g3);
  }
}
"""
_MODULE = None


def _kernel(name):
    global _MODULE
    if _MODULE is None:
        _MODULE = cupy.RawModule(code=_SOURCE)
    return _MODULE.get_function(name)


def _launch(name, segments, half, arguments):
    stream = cupy.cuda.ExternalStream(torch.cuda.current_stream().cuda_stream)
    with stream:
        _kernel(name)((segments, 2), (min(256, half),), tuple(np.uint64(a.data_ptr()) if isinstance(a, torch.Tensor) else a for a in arguments))


def forward(u, x, p, reset_left, reset_right):
    """(h, state), as Scan.forward of model.py; places that belong to no text stay 0."""
    n, half = x.shape[0], x.shape[1] // 2
    first, last = reset_left.nonzero()[:, 0], reset_right.nonzero()[:, 0]
    state = torch.zeros(3, 2, n, half, device=x.device)
    h = torch.zeros(n, 2 * half, device=x.device)
    if len(first):
        _launch("scan_forward", len(first), half, (first, last, np.int64(n), np.int32(half), u, x, p, state[0], state[1], state[2], h))
    return h, (first, last, state)


def backward(gh, u, x, p, saved):
    first, last, state = saved
    n, half = x.shape[0], x.shape[1] // 2
    gu, gx, gp = torch.zeros_like(u), torch.zeros_like(x), torch.zeros_like(p)
    if len(first):
        _launch("scan_backward", len(first), half, (first, last, np.int64(n), np.int32(half), u, x, p, state[0], state[1], state[2], gh, gu, gx, gp))
    return gu, gx, gp
